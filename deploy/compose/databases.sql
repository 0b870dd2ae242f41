CREATE ROLE reglament LOGIN PASSWORD 'reglament';
CREATE DATABASE reglament OWNER reglament;
CREATE DATABASE temporal;
CREATE DATABASE temporal_visibility;
